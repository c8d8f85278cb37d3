INSERT INTO books (id, tags, title, code, shelf) VALUES (1, '{}', 'One', 'a', 1);
