INSERT INTO came (id, note) VALUES (1, 'a'), (2, 'b');
INSERT INTO hardened (note) VALUES ('c');
INSERT INTO went (note) VALUES ('d');
