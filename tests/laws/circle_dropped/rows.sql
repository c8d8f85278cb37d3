INSERT INTO shelves (id, label) VALUES (1, 'A');
INSERT INTO branches (id) VALUES (1);
INSERT INTO clerks (id, branch_id) VALUES (1, 1);
UPDATE branches SET head_id = 1;
