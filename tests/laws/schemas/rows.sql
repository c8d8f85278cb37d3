INSERT INTO stock.shelves (id, label) VALUES (1, 'A');
