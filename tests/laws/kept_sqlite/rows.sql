INSERT INTO books (id, name, pages) VALUES (1, 'One', 10), (2, 'Two', NULL), (9, 'Nine', 90);
INSERT INTO loans (id, book_id) VALUES (1, 1), (2, 9);
