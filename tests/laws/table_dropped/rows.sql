INSERT INTO shelves (id, label) VALUES (1, 'A');
INSERT INTO loans (id, shelf_id, reader) VALUES (1, 1, 'Ada');
