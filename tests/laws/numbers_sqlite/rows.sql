INSERT INTO tickets (id, note) VALUES (3, 'three'), (50, NULL);
DELETE FROM tickets WHERE id = 50;
INSERT INTO tags (_rowid_, word, rowid, color) VALUES (7, 'seven', 1, NULL), (2, 'two', 2, 'blue');
