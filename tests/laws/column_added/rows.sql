INSERT INTO books (id, title) VALUES (1, 'One'), (2, 'Two');
