INSERT INTO books (id, title, code) VALUES (1, 'One', 'a');
