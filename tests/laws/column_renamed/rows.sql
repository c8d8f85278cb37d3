INSERT INTO shelves (id, label) VALUES (1, 'A');
INSERT INTO books (id, title, code, shelf_id) VALUES (1, 'One', 'a', 1);
