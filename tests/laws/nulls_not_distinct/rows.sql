INSERT INTO books (id, isbn, code) VALUES (1, NULL, 'a'), (2, 'y', NULL);
