package io.pxe4j.tftp.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.limits.RequestLimiter.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = 5 * SECOND;

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private Verdict ask(RequestLimiter limiter, String client) {
        return limiter.admit(address(client), now);
    }

    private static TftpLimits.Builder unlimited() {
        return TftpLimits.builder()
                .requestsPerAddress(RequestRate.UNLIMITED)
                .errors(RequestRate.UNLIMITED)
                .errorsPerAddress(RequestRate.UNLIMITED);
    }

    @Test
    void anAddressThatAsksTooOftenIsNotHeardForAWhile() {
        RequestLimiter limiter = RequestLimiter.of(
                unlimited().requestsPerAddress(RequestRate.of(10, 2)).build());
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADDRESS_RATE);
        assertThat(ask(limiter, "10.0.0.2")).isEqualTo(Verdict.ADMITTED);
        now += SECOND / 10;
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADDRESS_RATE);
    }

    @Test
    void theAddressesOfAPrefixShareItsRate() {
        RequestLimiter limiter = RequestLimiter.of(
                unlimited().requestsPerPrefix(RequestRate.of(1, 3)).build());
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "10.0.0.2")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "10.0.0.255")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "10.0.0.3")).isEqualTo(Verdict.PREFIX_RATE);
        assertThat(ask(limiter, "10.0.1.3")).isEqualTo(Verdict.ADMITTED);
        for (int i = 0; i < 3; i++) {
            assertThat(ask(limiter, "2001:db8:0:1::" + i)).isEqualTo(Verdict.ADMITTED);
        }
        assertThat(ask(limiter, "2001:db8:0:1:ffff::")).isEqualTo(Verdict.PREFIX_RATE);
        assertThat(ask(limiter, "2001:db8:0:2::")).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void ipv6AddressesAreToldApartByAllTheirOctets() {
        RequestLimiter limiter = RequestLimiter.of(
                unlimited().requestsPerAddress(RequestRate.of(1, 1)).build());
        assertThat(ask(limiter, "2001:db8::1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "2001:db8::2")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "2001:db9::1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "2001:db8::1:0:0:1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "2001:db8::1")).isEqualTo(Verdict.ADDRESS_RATE);
    }

    @Test
    void allTogetherHaveALimitToo() {
        RequestLimiter limiter =
                RequestLimiter.of(unlimited().requests(RequestRate.of(1, 2)).build());
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "11.0.0.1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "12.0.0.1")).isEqualTo(Verdict.OVERALL_RATE);
        now += SECOND;
        assertThat(ask(limiter, "12.0.0.1")).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void whatOneLimitStopsCostsNoTokenOfTheOthers() {
        RequestLimiter limiter = RequestLimiter.of(unlimited()
                .requestsPerAddress(RequestRate.of(1, 1))
                .requestsPerPrefix(RequestRate.of(1, 2))
                .requests(RequestRate.of(1, 3))
                .build());
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADDRESS_RATE);
        assertThat(ask(limiter, "10.0.0.2")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "10.0.0.3")).isEqualTo(Verdict.PREFIX_RATE);
        assertThat(ask(limiter, "10.0.1.1")).isEqualTo(Verdict.ADMITTED);
        assertThat(ask(limiter, "10.0.2.1")).isEqualTo(Verdict.OVERALL_RATE);
        now += SECOND;
        // Neither the refused address nor its prefix has lost anything.
        assertThat(ask(limiter, "10.0.2.1")).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void errorsHaveLimitsOfTheirOwn() {
        RequestLimiter limiter = RequestLimiter.of(unlimited()
                .errors(RequestRate.of(1, 3))
                .errorsPerAddress(RequestRate.of(1, 2))
                .build());
        assertThat(limiter.mayReport(address("10.0.0.1"), now)).isTrue();
        assertThat(limiter.mayReport(address("10.0.0.1"), now)).isTrue();
        assertThat(limiter.mayReport(address("10.0.0.1"), now)).isFalse();
        assertThat(limiter.mayReport(address("10.0.0.2"), now)).isTrue();
        assertThat(limiter.mayReport(address("10.0.0.3"), now)).isFalse();
        assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADMITTED);
        now += SECOND;
        assertThat(limiter.mayReport(address("10.0.0.3"), now)).isTrue();
    }

    @Test
    void withoutLimitsEverythingPasses() {
        RequestLimiter limiter = RequestLimiter.of(unlimited().build());
        for (int i = 0; i < 10_000; i++) {
            assertThat(ask(limiter, "10.0.0.1")).isEqualTo(Verdict.ADMITTED);
            assertThat(limiter.mayReport(address("10.0.0.1"), now)).isTrue();
        }
        assertThat(limiter.forgotten()).isZero();
    }

    @Test
    void countsWhomItForgot() {
        RequestLimiter limiter = RequestLimiter.of(unlimited()
                .requestsPerAddress(RequestRate.of(1, 4))
                .trackedAddresses(8)
                .build());
        for (int i = 0; i < 20; i++) {
            ask(limiter, "10.0.0." + i);
        }
        assertThat(limiter.forgotten()).isEqualTo(12);
    }
}
