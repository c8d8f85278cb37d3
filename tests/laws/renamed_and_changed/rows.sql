INSERT INTO racks (room, code, height) VALUES ('cellar', 'a', 2), ('roof', 'b', 3);
INSERT INTO trays (rack_id) VALUES (1), (2), (2);
