-- Shapes of queries in which an optimiser may evaluate a function more often than it is written. Each line says 1 if noise was
-- drawn exactly once for each group: noise of standard deviation 1e15 that is equal was drawn once, and what a filter or a
-- clamp has let through keeps the condition.
CREATE TABLE t(i INTEGER, g INTEGER);
WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 1000) INSERT INTO t SELECT i, i FROM c;

SELECT 'each group draws for itself', count(DISTINCT n) = 1000
  FROM (SELECT vn_gaussian_count(i, '1e30') AS n FROM t GROUP BY g);
SELECT 'each query draws anew', (SELECT vn_gaussian_count(i, '1e30') FROM t) <> (SELECT vn_gaussian_count(i, '1e30') FROM t);
SELECT 'a column of a subquery used twice', count(*) = 1000 AND sum(a = b) = 1000
  FROM (SELECT n AS a, n AS b FROM (SELECT vn_gaussian_sum(i, 0, 5, '1e30') AS n FROM t GROUP BY g));
SELECT 'a filter outside', count(*) BETWEEN 300 AND 700 AND min(n) > 0
  FROM (SELECT n FROM (SELECT vn_laplace_sum(i, 0, 5, '1e15') AS n FROM t GROUP BY g) WHERE n > 0);
SELECT 'a filter on an expression', count(*) BETWEEN 300 AND 700 AND min(n) > 0
  FROM (SELECT n FROM (SELECT vn_laplace_count(i, '1e15') AS n FROM t GROUP BY g) WHERE n * 2 > 0 AND n <> 1);
SELECT 'HAVING by the alias', count(*) BETWEEN 300 AND 700 AND min(n) > 0
  FROM (SELECT vn_gaussian_count(i, '1e30') AS n FROM t GROUP BY g HAVING n > 0);
SELECT 'HAVING with the call written again', count(*) BETWEEN 300 AND 700 AND min(n) > 0
  FROM (SELECT vn_gaussian_count(i, '1e30') AS n FROM t GROUP BY g HAVING vn_gaussian_count(i, '1e30') > 0);
SELECT 'one call written twice', sum(a = b) = 1000
  FROM (SELECT vn_gaussian_count(i, '1e30') AS a, vn_gaussian_count(i, '1e30') AS b FROM t GROUP BY g);
SELECT 'ORDER BY an expression of it', count(*) = 1000 AND sum(n <= next) = 999
  FROM (SELECT n, lead(n) OVER (ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next
    FROM (SELECT vn_gaussian_count(i, '1e30') AS n FROM t GROUP BY g ORDER BY n + 1));
SELECT 'a common table expression used twice', count(*) = 1000 AND sum(a = b) = 1000 FROM (
  WITH x AS (SELECT g, vn_gaussian_count(i, '1e30') AS n FROM t GROUP BY g)
  SELECT one.n AS a, two.n AS b FROM x AS one JOIN x AS two USING (g));
SELECT 'a clamp by CASE', count(*) = 1000 AND min(n) = 0
  FROM (SELECT CASE WHEN n < 0 THEN 0 ELSE n END AS n FROM (SELECT vn_gaussian_count(i, '1e30') AS n FROM t GROUP BY g));
SELECT 'an expression of it', min(a > 0) AND min(a = b)
  FROM (SELECT n AS a, n AS b FROM (SELECT vn_gaussian_count(i, '1e30') * 2 AS n FROM t GROUP BY g) WHERE n > 0);
SELECT 'both sides of UNION ALL', count(*) > 700 AND min(a > 0) AND min(a = b) FROM (SELECT n AS a, n AS b FROM (
  SELECT vn_gaussian_count(i, '1e30') AS n FROM t GROUP BY g
  UNION ALL SELECT vn_gaussian_count(i, '1e30') FROM t GROUP BY g) WHERE n > 0);
SELECT 'a condition of LEFT JOIN', count(*) = 1000 AND sum(a = b) BETWEEN 300 AND 700 AND min(a) > 0 FROM (
  SELECT x.n AS a, x.n AS b FROM t LEFT JOIN
    (SELECT g, vn_gaussian_count(i, '1e30') AS n FROM t GROUP BY g) AS x ON x.g = t.g AND x.n > 0);
SELECT 'joined with a table', count(*) = 1000 AND count(DISTINCT n) = 1
  FROM t JOIN (SELECT vn_gaussian_count(i, '1e30') AS n FROM t);
SELECT 'grouped again', min(a > 0) AND min(a = b)
  FROM (SELECT n AS a, max(n) AS b FROM (SELECT vn_gaussian_count(i, '1e30') AS n FROM t GROUP BY g) GROUP BY n HAVING n > 0);

-- A scalar subquery is an expression, and SQLite copies expressions with all that is in them. MATERIALIZED forbids it to.
SELECT 'a scalar subquery, materialized', count(*) BETWEEN 300 AND 700 AND min(a > 0) AND min(a = b) FROM (
  WITH x AS MATERIALIZED (SELECT (SELECT vn_gaussian_count(1, '1e30') FROM t AS own WHERE own.i = t.i) AS n FROM t)
  SELECT n AS a, n AS b FROM x WHERE n > 0);
CREATE TEMP TABLE released AS SELECT (SELECT vn_gaussian_count(1, '1e30') FROM t AS own WHERE own.i = t.i) AS n FROM t;
SELECT 'a scalar subquery, stored', count(*) BETWEEN 300 AND 700 AND min(a > 0) AND min(a = b)
  FROM (SELECT n AS a, n AS b FROM released WHERE n > 0);

-- Values, with next to no noise.
SELECT 'values are clamped', vn_gaussian_sum(i, 0, 10, '1/1000000') = 9955 FROM t;
SELECT 'from below, too', vn_laplace_sum(-i, -10, 0, '1/1000') = -9955 FROM t;
SELECT 'values that are not NULL are counted', vn_gaussian_count(nullif(i, 7), '1/1000000') = 999 FROM t;
SELECT 'rows are counted', vn_laplace_count(1, '1/1000') = 1000 FROM t;
SELECT 'text is counted', vn_laplace_count('a' || i, '1/1000') = 1000 FROM t;
SELECT 'NULL adds nothing', vn_gaussian_sum(nullif(i, 7), 5, 5, '1/1000000') = 4995 FROM t;
SELECT 'FILTER', vn_gaussian_count(i, '1/1000000') FILTER (WHERE i <= 400) = 400 FROM t;
SELECT 'a parameter may be an integer', vn_gaussian_count(i, 5) BETWEEN 900 AND 1100 FROM t;
SELECT 'sums beyond 64 bits on the way', vn_gaussian_sum(x, -9223372036854775807, 9223372036854775807, '1/1000000') = 9223372036854775807
  FROM (SELECT 9223372036854775807 AS x UNION ALL SELECT 9223372036854775807 UNION ALL SELECT -9223372036854775807);
SELECT 'no values, but a row that shows the parameter', abs(vn_gaussian_count(x, '5')) < 60
  FROM (SELECT i AS x FROM t WHERE i > 1000 UNION ALL SELECT NULL);
SELECT 'CASE rather than FILTER, for no row', abs(vn_gaussian_count(CASE WHEN i > 1000 THEN 1 END, '5')) < 60 FROM t;
SELECT 'all groups, also empty ones', count(*) = 3 AND sum(abs(n) < 60) = 2 FROM (
  SELECT vn_gaussian_count(t.i, '5') AS n
  FROM (SELECT 1 AS low, 1000 AS high UNION ALL SELECT 1001, 2000 UNION ALL SELECT 2001, 3000)
  LEFT JOIN t ON t.i BETWEEN low AND high GROUP BY low);
