INSERT INTO shelves (id, label, best_id) VALUES (1, 'A', NULL), (2, 'B', NULL);
INSERT INTO books (id, title, shelf_id, sequel_of) VALUES (1, 'One', 1, NULL);
INSERT INTO books (id, title, shelf_id, sequel_of) VALUES (2, 'Two', 1, 1);
INSERT INTO books (id, title, shelf_id, sequel_of) VALUES (3, NULL, 2, 2);
UPDATE shelves SET best_id = 3 WHERE id = 1;
INSERT INTO loans (id, book_id) VALUES (1, 1), (2, 3);
