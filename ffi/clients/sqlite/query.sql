-- How many person-years there are in each state of health, and how many visits to a doctor they had, with at most 20 visits
-- of each person-year taken into account. One person-year can change one count by 1 and one sum by 20, so both columns are
-- 0.1-zCDP for it: 1 / (2 * 5) and 20^2 / (2 * 2000), together 0.2-zCDP.
-- The answer is put into a table: whatever is asked of that later costs nothing more.
CREATE TEMP TABLE released AS
  SELECT health, vn_gaussian_count(1, '5') AS person_years, vn_gaussian_sum(CAST(visits AS INTEGER), 0, 20, '2000') AS visits
  FROM records GROUP BY health;
SELECT * FROM released ORDER BY health;
