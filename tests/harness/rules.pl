#!/usr/bin/env perl
# The rules as the headers state them: every static_assert whose message starts with a code such as [BW305].
#   rules.pl list FILE...        code, file, number within the file, line, predicate, sentence; separated by tabs
#   rules.pl drop FILE NUMBER    the file without that assertion
use strict;
use warnings;

my $text = qr/"(?:\\.|[^"\\])*"/;
my $parens = qr/(?<parens>\((?:[^()"]|$text|(?&parens))*\))/;
my $assertion = qr/\bstatic_assert\s*$parens\s*;/;

sub read_file {
    my ($file) = @_;
    open(my $in, '<', $file) or die "$file: $!\n";
    local $/;
    return scalar <$in>;
}

# Adjacent literals are one message, as for the compiler.
sub message_of {
    my ($assertion) = @_;
    return unless $assertion =~ /($text(?:\s*$text)*)\s*\)\s*;\z/;
    my $message = join '', map { substr($_, 1, -1) } $1 =~ /$text/g;
    $message =~ s/\\(["\\])/$1/g;
    return $message =~ /^\[(BW\d{3})\] (.*)$/ ? ($1, $2) : ();
}

my ($mode, @arguments) = @ARGV;
if ($mode eq 'list') {
    for my $file (@arguments) {
        my $source = read_file($file);
        my $number = 0;
        while ($source =~ /$assertion/g) {
            my $found = $&;
            my $line = 1 + (substr($source, 0, $-[0]) =~ tr/\n//);
            my ($code, $sentence) = message_of($found) or next;
            my ($predicate) = $found =~ /([a-z_0-9]+)\s*<(?![=<])/;
            print join("\t", $code, $file, ++$number, $line, $predicate // '-', $sentence), "\n";
        }
    }
} elsif ($mode eq 'drop') {
    my ($file, $wanted) = @arguments;
    my $source = read_file($file);
    my $number = 0;
    $source =~ s/$assertion/message_of($&) && ++$number == $wanted ? 'static_assert(true);' : $&/ge;
    $number >= $wanted or die "$file has no assertion $wanted\n";
    print $source;
} else {
    die "usage: rules.pl list FILE... | drop FILE NUMBER\n";
}
