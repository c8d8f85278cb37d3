INSERT INTO "lines" (id, price, amount) VALUES (1, 3, 4), (2, 5, 6);
