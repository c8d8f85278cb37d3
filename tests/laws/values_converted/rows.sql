INSERT INTO books (id, state, size, code) SELECT seq, seq % 2, NULLIF(seq, 77), concat('c', seq) FROM seq_1_to_10000
