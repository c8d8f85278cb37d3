INSERT INTO books (id, title, code, shelf, place) VALUES (1, 'One', 'a', 1, 1), (2, 'Two', 'b', 1, 2);
