INSERT INTO books (id, title, pages, code) VALUES (1, 'One', 10, 'a'), (2, 'Two', NULL, 'b');
