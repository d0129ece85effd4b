package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client's request until the server answers: repeats it, later each time, and judges the OACK. */
final class Asking {
    private static final Duration FLOOR = Duration.ofMillis(250);
    /** How far the wait is doubled. */
    private static final int MAX_DOUBLINGS = 6;

    private final TftpRequest request;
    private final Duration retryAfter;
    private final int maxTries;
    private int tries = 1;
    private long lastSent;

    Asking(TftpRequest request, Duration retryAfter, int maxTries, long now) {
        this.request = request;
        this.retryAfter = retryAfter;
        this.maxTries = maxTries;
        this.lastSent = now;
    }

    TftpRequest request() {
        return request;
    }

    int tries() {
        return tries;
    }

    /** When the request last left, in nanoseconds. */
    long lastSent() {
        return lastSent;
    }

    long deadline() {
        return lastSent + (retryAfter.toNanos() << Math.min(tries - 1, MAX_DOUBLINGS));
    }

    /** The deadline has passed. Whether the request is to be sent again; if not, the server is given up. */
    boolean again(long now) {
        if (tries >= maxTries) {
            return false;
        }
        tries++;
        lastSent = now;
        return true;
    }

    /** RFC 2347: a server may leave out what was asked, lower it where the option says so, and nothing else. */
    @Nullable
    String problemOf(TftpOack oack) {
        for (Map.Entry<String, String> option : oack.options().asMap().entrySet()) {
            String name = option.getKey();
            Optional<String> asked = request.options().value(name);
            if (asked.isEmpty()) {
                return "option " + name + " was not requested";
            }
            if (!answers(name, oack.options())) {
                return "option " + name + "=" + option.getValue() + " does not answer " + asked.get();
            }
        }
        return null;
    }

    private boolean answers(String name, TftpOptions offered) {
        long value = offered.number(name).orElse(-1);
        long limit = request.options().number(name).orElse(-1);
        return switch (name) {
            case TftpOptions.BLKSIZE -> value >= 8 && value <= limit;
            case TftpOptions.BLKSIZE2 -> value >= 8 && value <= limit && Long.bitCount(value) == 1;
            case TftpOptions.WINDOWSIZE -> value >= 1 && value <= limit;
            case TftpOptions.TIMEOUT, TftpOptions.UTIMEOUT, TftpOptions.ROLLOVER -> value >= 0 && value == limit;
            case TftpOptions.TSIZE -> value >= 0;
            default -> true;
        };
    }

    /**
     * When the transfer behind the request sends again and gives up: adaptive between a quarter second and {@code retryAfter}, and patient for as long as
     * all tries of a request would take.
     */
    TransferTimers timers(AgreedOptions agreed) {
        Duration initial = agreed.timeout().orElse(retryAfter);
        Duration minimum = initial.compareTo(FLOOR) < 0 ? initial : FLOOR;
        Duration silence = initial.multipliedBy((1L << Math.min(maxTries, MAX_DOUBLINGS + 1)) - 1);
        Duration longest = initial.multipliedBy(1L << MAX_DOUBLINGS);
        return new TransferTimers(
                minimum, initial, longest.compareTo(silence) < 0 ? longest : silence, silence, Math.max(maxTries, 3));
    }
}
