INSERT INTO books (id, added, changed, dropped) VALUES (1, 1, 'a', 3);
