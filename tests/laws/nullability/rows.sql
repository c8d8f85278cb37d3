INSERT INTO books (id, title, pages, shelf) VALUES (1, 'One', 1, 1), (2, NULL, 2, 2);
