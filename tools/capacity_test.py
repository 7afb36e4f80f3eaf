"""bin/capacity: its arithmetic on figures one can reckon with in the head, and what it says to bad input."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import capacity  # noqa: E402

FIGURES = {"ticket.rows": 20, "ticket.bytes": 10_000, "ticket.wal_bytes": 50_000, "ticket.commits": 10,
           "node.pages_per_second": 2000, "node.idle_megabytes": 30, "node.connection_kilobytes": 5,
           "primary.commits_per_second": 1000}


def ask(*words):
    return subprocess.run([HERE.parent / "bin/capacity", *words], capture_output=True, text=True)


def reckon(per_day, *words):
    return capacity.capacity(per_day, FIGURES, capacity.options().parse_args([str(per_day), *words]))


class Arithmetic(unittest.TestCase):
    def test_multiplies_what_one_ticket_costs(self):
        found = reckon(24_000, "--years", "2", "--file-kilobytes", "100")
        self.assertAlmostEqual(found["tickets in the busiest second"], 1)
        self.assertAlmostEqual(found["commits in the busiest second"], 10)
        self.assertAlmostEqual(found["pages in the busiest second"], 40)
        self.assertAlmostEqual(found["connections in the busiest second"], 1200)
        self.assertEqual(found["rows a day"], 480_000)
        self.assertEqual(found["rows kept"], 480_000 * 250 * 2)
        self.assertEqual(found["bytes kept, tables and indexes"], 24_000 * 250 * 2 * 10_000)
        self.assertEqual(found["bytes a day, write-ahead log"], 1_200_000_000)
        self.assertEqual(found["bytes kept, files"], 24_000 * 250 * 2 * 100_000)
        self.assertEqual((found["hero nodes"], found["primaries"]), (2, 1))
        self.assertAlmostEqual(found["memory of a hero node"], 30e6 + 600 * 5e3)

    def test_takes_half_of_what_was_measured(self):
        # 26 tickets a second: 1040 pages are two nodes of 1000, and one that may be away; 260 commits one primary of 500.
        found = reckon(624_000, "--seconds-between-pages", "1", "--years", "0.1")
        self.assertEqual((found["hero nodes"], found["primaries"]), (3, 1))
        # 52 tickets a second: 520 commits are more than one primary takes.
        self.assertEqual(reckon(1_248_000, "--years", "0.1")["primaries"], 2)

    def test_counts_primaries_by_size_too(self):
        self.assertEqual(reckon(200_000, "--years", "5")["primaries"], 2)  # 2.5 TB

    def test_lets_a_small_desk_be_one_machine(self):
        found = reckon(300)
        self.assertEqual((found["hero nodes"], found["primaries"]), (1, 1))
        self.assertEqual(capacity.shape(found), "one machine; SQLite is enough")


class Answers(unittest.TestCase):
    def test_answers_from_the_figures_of_the_project(self):
        for per_day in ("500", "20000", "10000000"):
            told = ask(per_day)
            self.assertEqual((told.returncode, told.stderr), (0, ""))
            self.assertIn("hero nodes", told.stdout)

    def test_refuses_what_is_no_number_of_tickets(self):
        for words in ([], ["0"], ["-5"], ["many"], ["1.5"], ["1e9"], ["9" * 30], ["10", "--years", "nan"], ["10", "--pages", "0"],
                      ["10", "--busiest-hour", "2"], ["10", "--what"]):
            told = ask(*words)
            self.assertEqual(told.returncode, 2, words)
            self.assertEqual(told.stdout, "")
            self.assertNotIn("Traceback", told.stderr)

    def test_names_the_figure_that_is_missing_or_none(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "figures.tsv")
            for text, said in (("figure\tvalue\nticket.rows\t20\n", "ticket.bytes is missing"),
                               ("figure\tvalue\nticket.rows\tlots\n", "figures.tsv:2: not a figure"),
                               ("figure\tvalue\nticket.rows\n", "figures.tsv:2: not a figure")):
                path.write_text(text)
                told = ask("10", "--figures", path)
                self.assertEqual(told.returncode, 1)
                self.assertIn(said, told.stderr)
                self.assertNotIn("Traceback", told.stderr)
            self.assertEqual(ask("10", "--figures", pathlib.Path(folder, "none")).returncode, 1)


if __name__ == "__main__":
    unittest.main()
