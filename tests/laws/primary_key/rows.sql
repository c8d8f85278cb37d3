INSERT INTO seats (number, hall) VALUES (1, 1), (2, 1);
INSERT INTO passes (reader, day) VALUES (1, 1), (2, 1);
