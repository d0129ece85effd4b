package io.pxe4j.ipxe.lint;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A small set of commands. Past a few it only knows that it is many, so that following a script stays linear. */
final class Few {
    static final Few NONE = new Few(new int[0], false);
    static final Few MANY = new Few(new int[0], true);
    private static final int MOST = 24;

    private final int[] members;
    private final boolean many;

    private Few(int[] members, boolean many) {
        this.members = members;
        this.many = many;
    }

    static Few of(int member) {
        return new Few(new int[] {member}, false);
    }

    /** Whether there are too many to know. */
    boolean isMany() {
        return many;
    }

    boolean isEmpty() {
        return !many && members.length == 0;
    }

    /** The members; none if they are too many. */
    int[] members() {
        return members;
    }

    Few with(int member) {
        return or(of(member));
    }

    Few without(IntPredicate gone) {
        return many
                ? this
                : new Few(Arrays.stream(members).filter(gone.negate()).toArray(), false);
    }

    Few or(Few other) {
        if (many || other.many) {
            return MANY;
        }
        if (contains(other)) {
            return this;
        }
        int[] all = IntStream.concat(Arrays.stream(members), Arrays.stream(other.members))
                .distinct()
                .sorted()
                .toArray();
        return all.length > MOST ? MANY : new Few(all, false);
    }

    private boolean contains(Few other) {
        for (int member : other.members) {
            if (Arrays.binarySearch(members, member) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Few few && many == few.many && Arrays.equals(members, few.members);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(members) + (many ? 1 : 0);
    }
}
