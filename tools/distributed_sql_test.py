"""What tools/distributed_sql.py knows of a statement."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import distributed_sql as told  # noqa: E402


class WhereItRuns(unittest.TestCase):
    def test_is_one_shard_when_the_ticket_or_person_is_named(self):
        for text in ("SELECT body FROM messages WHERE ticket_id = :ticket", "UPDATE tickets SET status = :s WHERE id = :id",
                     "INSERT INTO history (ticket_id, at) VALUES (:t, :at)", "INSERT INTO tickets (number) VALUES (:n) RETURNING id",
                     "SELECT p.name FROM people p WHERE p.id = :person"):
            self.assertEqual(told.where_it_runs(text), "one shard", text)

    def test_is_all_shards_when_it_is_not(self):
        for text in ("SELECT id FROM tickets WHERE number = :number", "DELETE FROM sessions WHERE expires_at < :now",
                     "INSERT INTO attachments (id, name) VALUES (:id, :name)", "SELECT id FROM messages WHERE id > :id"):
            self.assertEqual(told.where_it_runs(text), "all shards", text)

    def test_tells_tickets_with_people_from_what_is_on_one_node(self):
        self.assertEqual(told.where_it_runs("SELECT 1 FROM tickets t JOIN people p ON p.id = t.requester_id WHERE t.id = :id"),
                         "tickets and people together")
        self.assertEqual(told.where_it_runs("SELECT kind FROM jobs WHERE due <= :now"), "one node")


class WhatCitusRefuses(unittest.TestCase):
    def test_names_foreign_keys_that_leave_the_shard(self):
        text = ("CREATE TABLE messages ( id IDENTITY PRIMARY KEY, ticket_id BIGINT NOT NULL REFERENCES tickets (id),"
                " author_id BIGINT REFERENCES people (id) )")
        self.assertEqual(list(told.foreign_keys_across(text)), ["messages.author_id → people"])

    def test_names_unique_constraints_without_the_column_of_distribution(self):
        self.assertEqual(list(told.unique_without_column("CREATE TABLE tickets (\n id IDENTITY PRIMARY KEY,\n number TEXT UNIQUE\n)")),
                         ["tickets.number"])
        self.assertEqual(list(told.unique_without_column("CREATE UNIQUE INDEX a ON messages (ticket_id, submit_id)")), [])
        self.assertEqual(list(told.unique_without_column("CREATE UNIQUE INDEX a ON tickets (requester_id, submit_id)")),
                         ["tickets (requester_id, submit_id)"])


class Words(unittest.TestCase):
    def test_are_those_that_postgresql_gets(self):
        class File:
            @staticmethod
            def read_text(encoding):
                return ("-- RETURNING, in a comment\n-- only sqlite\nCREATE TRIGGER a;\n-- only postgres\nSELECT 'FOR UPDATE';\n"
                        "-- both\nDELETE FROM jobs -- ON CONFLICT\n")

        text = told.postgres_text(File)
        for word in ("RETURNING", "TRIGGER", "FOR UPDATE", "ON CONFLICT"):
            self.assertNotIn(word, text)
        self.assertIn("DELETE FROM jobs", text)


if __name__ == "__main__":
    unittest.main()
