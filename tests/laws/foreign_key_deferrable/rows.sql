INSERT INTO shelves (id, label) VALUES (1, 'A');
INSERT INTO books (id, shelf_id) VALUES (1, 1);
