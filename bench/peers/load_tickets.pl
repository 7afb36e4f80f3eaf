#!/usr/bin/perl
# load_tickets.pl COUNT PROCESSES: makes tickets in RT's queue General through RT's own API, each from one of two hundred
# requesters and with one reply, as many processes at a time. Mails and automatic actions (scrips) are left out.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;
use MIME::Entity;

my ($count, $processes) = @ARGV;
die "usage: load_tickets.pl COUNT PROCESSES\n" unless $count && $processes;

my @about = ('Halaman daftar tiket tidak dapat dibuka', 'Akun terkunci setelah ganti kata sandi', 'Printer lantai dua tidak mencetak',
    'Permintaan data ekspor triwulan kedua', 'Surel dinas tidak menerima lampiran', 'Aplikasi lambat sejak pagi');
my $text = 'Sejak pagi halaman daftar tiket kosong di dua peramban yang berbeda. Mohon diperiksa, terima kasih.';

sub words { return MIME::Entity->build(Type => 'text/plain', Charset => 'UTF-8', Data => ["$_[0]\n"]) }

sub make_people {
    for my $number (1 .. 200) {
        my $person = RT::User->new(RT->SystemUser);
        next if $person->Load("pemohon$number");
        my ($id, $why) = $person->Create(Name => "pemohon$number", EmailAddress => "pemohon$number\@contoh.id", Privileged => 0);
        die "no user: $why\n" unless $id;
    }
}

sub make_ticket {
    my ($number) = @_;
    my $ticket = RT::Ticket->new(RT->SystemUser);
    my ($id, undef, $why) = $ticket->Create(
        Queue => 'General', Subject => $about[$number % @about] . " ($number)", Status => 'open',
        Requestor => ['pemohon' . (1 + $number % 200) . '@contoh.id'], _RecordTransaction => 0);
    die "no ticket: $why\n" unless $id;
    $ticket->_NewTransaction(Type => 'Create', TimeTaken => 0, MIMEObj => words($text), ActivateScrips => 0);
    $ticket->_NewTransaction(Type => 'Correspond', TimeTaken => 0, MIMEObj => words('Sudah kami periksa. ' . $text), ActivateScrips => 0);
}

make_people();
RT->DatabaseHandle->dbh->disconnect;
my @children;
for my $process (0 .. $processes - 1) {
    my $child = fork() // die "fork: $!\n";
    if ($child) { push @children, $child; next }
    RT::ConnectToDatabase();
    for (my $number = $process; $number < $count; $number += $processes) { make_ticket($number) }
    exit 0;
}
for my $child (@children) {
    waitpid $child, 0;
    die "a process ended with $?\n" if $?;
}
