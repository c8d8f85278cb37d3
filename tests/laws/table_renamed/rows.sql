INSERT INTO racks (id, room, code) VALUES (1, 'east', 'a'), (2, 'west', 'b');
INSERT INTO trays (id, rack_id) VALUES (10, 2);
