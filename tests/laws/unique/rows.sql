INSERT INTO books (id, isbn, code, shelf, place) VALUES (1, 'x', 'a', 1, 1), (2, 'y', 'b', 1, 2);
