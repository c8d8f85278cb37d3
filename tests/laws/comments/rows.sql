INSERT INTO notes (id, first, second, third) VALUES (1, 'a', 'b', 'c');
INSERT INTO memos (id) VALUES (1);
