INSERT INTO books (id, pages) VALUES (1, '10');
CREATE VIEW "long Books" AS SELECT id FROM books WHERE length(pages) > 2;
CREATE MATERIALIZED VIEW counted AS SELECT count(*), pages FROM books GROUP BY pages;
CREATE VIEW other AS SELECT id FROM books;
