INSERT INTO shelves (id, label) VALUES (1, 'A');
