-- When the office works and what it promises: decreed every year and set by its head, so data rather than code.
CREATE TABLE holidays (
    day TEXT PRIMARY KEY CHECK (length(day) = 10),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('nasional', 'cuti_bersama', 'khusus')),
    source TEXT NOT NULL,
    provisional BIGINT NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1))
) STRICT;

-- Minutes since midnight in WIB, Monday is 1; what lies between two windows of a day is its break (Perpres 21/2023).
CREATE TABLE work_windows (
    season TEXT NOT NULL CHECK (season IN ('normal', 'ramadan')),
    weekday BIGINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    opens BIGINT NOT NULL CHECK (opens >= 0),
    closes BIGINT NOT NULL CHECK (closes > opens AND closes <= 1440),
    PRIMARY KEY (season, weekday, opens)
) STRICT;

-- Empty until the month is decreed: before that, Ramadan counts normal hours.
CREATE TABLE ramadan_ranges (
    first_day TEXT PRIMARY KEY CHECK (length(first_day) = 10),
    last_day TEXT NOT NULL CHECK (length(last_day) = 10 AND last_day >= first_day),
    source TEXT NOT NULL
) STRICT;

CREATE TABLE sla_targets (
    profile TEXT NOT NULL,
    impact TEXT NOT NULL CHECK (impact IN ('rendah', 'sedang', 'tinggi')),
    clock TEXT NOT NULL CHECK (clock IN ('jam_kerja', 'jam_kalender')),
    first_response_minutes BIGINT NOT NULL CHECK (first_response_minutes > 0),
    resolution_minutes BIGINT NOT NULL CHECK (resolution_minutes >= first_response_minutes),
    PRIMARY KEY (profile, impact)
) STRICT;

-- One row that changes with holidays, windows and ranges, so that readers know when what they keep in memory is old.
CREATE TABLE calendar_version (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    version TEXT NOT NULL
) STRICT;
INSERT INTO calendar_version (id, version) VALUES (1, 'as seeded');

INSERT INTO holidays (day, name, kind, source) VALUES
    ('2026-01-01', 'Tahun Baru 2026 Masehi', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-01-16', 'Isra Mikraj Nabi Muhammad SAW', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-02-16', 'Cuti Bersama Tahun Baru Imlek 2577 Kongzili', 'cuti_bersama', 'SKB 3 Menteri 1497/2025'),
    ('2026-02-17', 'Tahun Baru Imlek 2577 Kongzili', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-03-18', 'Cuti Bersama Hari Suci Nyepi', 'cuti_bersama', 'SKB 3 Menteri 1497/2025'),
    ('2026-03-19', 'Hari Suci Nyepi (Tahun Baru Saka 1948)', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-03-20', 'Cuti Bersama Idul Fitri 1447 Hijriah', 'cuti_bersama', 'SKB 3 Menteri 1497/2025'),
    ('2026-03-21', 'Idul Fitri 1447 Hijriah', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-03-22', 'Idul Fitri 1447 Hijriah', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-03-23', 'Cuti Bersama Idul Fitri 1447 Hijriah', 'cuti_bersama', 'SKB 3 Menteri 1497/2025'),
    ('2026-03-24', 'Cuti Bersama Idul Fitri 1447 Hijriah', 'cuti_bersama', 'SKB 3 Menteri 1497/2025'),
    ('2026-04-03', 'Wafat Yesus Kristus', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-04-05', 'Kebangkitan Yesus Kristus (Paskah)', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-05-01', 'Hari Buruh Internasional', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-05-14', 'Kenaikan Yesus Kristus', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-05-15', 'Cuti Bersama Kenaikan Yesus Kristus', 'cuti_bersama', 'SKB 3 Menteri 1497/2025'),
    ('2026-05-27', 'Idul Adha 1447 Hijriah', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-05-28', 'Cuti Bersama Idul Adha 1447 Hijriah', 'cuti_bersama', 'SKB 3 Menteri 1497/2025'),
    ('2026-05-31', 'Hari Raya Waisak 2570 BE', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-06-01', 'Hari Lahir Pancasila', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-06-16', 'Tahun Baru Islam 1448 Hijriah', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-08-17', 'Proklamasi Kemerdekaan', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-08-25', 'Maulid Nabi Muhammad SAW', 'nasional', 'SKB 3 Menteri 1497/2025'),
    ('2026-12-24', 'Cuti Bersama Kelahiran Yesus Kristus', 'cuti_bersama', 'SKB 3 Menteri 1497/2025'),
    ('2026-12-25', 'Kelahiran Yesus Kristus', 'nasional', 'SKB 3 Menteri 1497/2025');

-- 07.30-16.00 with a break at 12.00-13.00, on Friday 07.30-16.30 with 11.30-13.00: 37 hours 30 minutes a week.
-- In Ramadan 08.00-15.00 with 12.00-12.30, on Friday 08.00-15.30 with 11.30-12.30: 32 hours 30 minutes.
INSERT INTO work_windows (season, weekday, opens, closes) VALUES
    ('normal', 1, 450, 720), ('normal', 1, 780, 960),
    ('normal', 2, 450, 720), ('normal', 2, 780, 960),
    ('normal', 3, 450, 720), ('normal', 3, 780, 960),
    ('normal', 4, 450, 720), ('normal', 4, 780, 960),
    ('normal', 5, 450, 690), ('normal', 5, 780, 990),
    ('ramadan', 1, 480, 720), ('ramadan', 1, 750, 900),
    ('ramadan', 2, 480, 720), ('ramadan', 2, 750, 900),
    ('ramadan', 3, 480, 720), ('ramadan', 3, 750, 900),
    ('ramadan', 4, 480, 720), ('ramadan', 4, 750, 900),
    ('ramadan', 5, 480, 690), ('ramadan', 5, 750, 930);

-- One working day is 450 minutes.
INSERT INTO sla_targets (profile, impact, clock, first_response_minutes, resolution_minutes) VALUES
    ('umum', 'rendah', 'jam_kerja', 450, 2250),
    ('umum', 'sedang', 'jam_kerja', 240, 1350),
    ('umum', 'tinggi', 'jam_kerja', 60, 450),
    ('data', 'rendah', 'jam_kerja', 450, 4500),
    ('data', 'sedang', 'jam_kerja', 450, 4500),
    ('data', 'tinggi', 'jam_kerja', 240, 2250),
    ('integrasi', 'rendah', 'jam_kerja', 450, 4500),
    ('integrasi', 'sedang', 'jam_kerja', 240, 2250),
    ('integrasi', 'tinggi', 'jam_kerja', 120, 900),
    ('siber', 'rendah', 'jam_kalender', 240, 4320),
    ('siber', 'sedang', 'jam_kalender', 120, 2880),
    ('siber', 'tinggi', 'jam_kalender', 60, 1440);
