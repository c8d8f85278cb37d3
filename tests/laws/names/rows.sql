INSERT INTO "order" (id, "type") VALUES (1, 'a');
