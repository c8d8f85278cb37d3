INSERT INTO books (id, title, code, shelf) VALUES (1, 'One', 'a', 1), (2, 'Two', 'b', NULL);
