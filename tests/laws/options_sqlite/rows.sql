INSERT INTO seats (hall, number, price) VALUES ('A', 1, '10'), ('A', 2, NULL), ('B', 1, '12');
INSERT INTO films (id, minutes, cover) VALUES (1, '90', x'626C7565'), (4, '120', NULL);
