package io.pxe4j.ipxe.language;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A state of iPXE's sources. Releases are years apart and most builds are of what lies between, so that the day
 * decides what a build knows.
 *
 * @param name as people write it, {@code 1.21.1}
 * @param date the day of its last commit
 */
public record IpxeVersion(String name, LocalDate date) implements Comparable<IpxeVersion> {
    /** The state that Debian 10, 11 and 12 and Ubuntu up to 22.04 package. */
    public static final IpxeVersion DEBIAN_2019 = new IpxeVersion("1.0.0+git-20190125", LocalDate.of(2019, 1, 25));
    /** Release 1.20.1. */
    public static final IpxeVersion V1_20_1 = new IpxeVersion("1.20.1", LocalDate.of(2020, 1, 2));
    /** Release 1.21.1. */
    public static final IpxeVersion V1_21_1 = new IpxeVersion("1.21.1", LocalDate.of(2020, 12, 31));
    /** Release 2.0.0. */
    public static final IpxeVersion V2_0_0 = new IpxeVersion("2.0.0", LocalDate.of(2026, 3, 6));
    /** The master branch as it was when these tables were made. */
    public static final IpxeVersion MASTER = new IpxeVersion("master", LocalDate.of(2026, 8, 21));

    private static final List<IpxeVersion> RELEASES =
            List.of(new IpxeVersion("1.0.0", LocalDate.of(2010, 2, 2)), V1_20_1, V1_21_1, V2_0_0);
    private static final Pattern SNAPSHOT = Pattern.compile("git-?(\\d{8})");
    private static final Pattern NUMBERS = Pattern.compile("(?<!\\d)v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?!\\d)");
    private static final int LONGEST = 100;

    /** Checks that both are there. */
    public IpxeVersion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(date, "date");
    }

    /**
     * The version that iPXE calls itself: {@code 1.21.1+ (g2ff3f)}, {@code 1.0.0+git-20190125.36a4c85-5.1},
     * {@code v2.0.0}. A build from between two releases ({@code +}) is taken for the release before it, since only
     * that is sure; a snapshot that gives its day is that day's.
     *
     * @return empty if no version is in it
     */
    public static Optional<IpxeVersion> parse(String text) {
        String version = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        Matcher snapshot = SNAPSHOT.matcher(version);
        if (snapshot.find()) {
            try {
                LocalDate day = LocalDate.parse(snapshot.group(1), DateTimeFormatter.BASIC_ISO_DATE);
                return Optional.of(new IpxeVersion(version, day));
            } catch (DateTimeException noDay) {
                // Eight digits of something else: the numbers before them still count.
            }
        }
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.find()) {
            return Optional.empty();
        }
        return Optional.of(
                new IpxeVersion(version, lastReleaseUpTo(number(numbers)).date()));
    }

    /** Whether this state has what was added on a day. */
    public boolean includes(LocalDate day) {
        return !date.isBefore(day);
    }

    /** Older before newer. */
    @Override
    public int compareTo(IpxeVersion other) {
        return Comparator.comparing(IpxeVersion::date)
                .thenComparing(IpxeVersion::name)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return "iPXE " + name;
    }

    private static IpxeVersion lastReleaseUpTo(long number) {
        IpxeVersion last = RELEASES.get(0);
        for (IpxeVersion release : RELEASES) {
            Matcher numbers = NUMBERS.matcher(release.name());
            if (numbers.matches() && number(numbers) <= number) {
                last = release;
            }
        }
        return last;
    }

    private static long number(Matcher numbers) {
        return (Long.parseLong(numbers.group(1)) * 10_000 + Long.parseLong(numbers.group(2))) * 10_000
                + Long.parseLong(numbers.group(3));
    }
}
