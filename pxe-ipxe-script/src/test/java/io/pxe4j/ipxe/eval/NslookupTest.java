package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.Feature;
import org.junit.jupiter.api.Test;

class NslookupTest {
    private static EvaluatorBuilder evaluator() {
        return Scripts.whole().resolves("four", "10.1.2.3").resolves("six", "2001:db8::5");
    }

    @Test
    void storesAddressesUnderTheirType() {
        Run run = Scripts.run(evaluator(), "nslookup a four", "nslookup net0/b six", "show a", "show net0/b");
        assertThat(run.console()).isEqualTo("a:ipv4 = 10.1.2.3\nnet0/b:ipv6 = 2001:db8::5\n");
        assertThat(Scripts.steps(run)).containsExactly("nslookup a four", "nslookup net0/b six");
    }

    @Test
    void keepsATypeThatIsGiven() {
        assertThat(Scripts.run(evaluator(), "nslookup a:hex four", "nslookup dns four", "echo ${a} ${dns} ${6}")
                        .console())
                .isEqualTo("0a:01:02:03 10.1.2.3 10.1.2.3\n");
    }

    @Test
    void takesNumbersAsTheyAre() {
        assertThat(Scripts.run(evaluator(), "nslookup a 10.9.8.7", "nslookup b ::1", "echo ${a} ${b}")
                        .console())
                .isEqualTo("10.9.8.7 ::1\n");
    }

    @Test
    void findsAnAddressOfDocumentationForEveryOtherName() {
        Run run = Scripts.run(
                evaluator(), "nslookup a x", "nslookup b y", "nslookup c x", "echo ${a} ${b} ${c}", "nslookup d four");
        assertThat(run.console()).isEqualTo("192.0.2.1 192.0.2.2 192.0.2.1\n");
    }

    @Test
    void neverLeavesTheNetworkOfDocumentation() {
        assertThat(Scripts.console(
                        "set n:int32 0",
                        ":again inc n",
                        "nslookup a host${n}",
                        "iseq ${n} 253 && echo ${a} ||",
                        "iseq ${n} 254 && echo ${a} ||",
                        "iseq ${n} 255 && echo ${a} || goto again"))
                .isEqualTo("192.0.2.253\n192.0.2.254\n192.0.2.1\n");
    }

    @Test
    void failsWhereItIsToldTo() {
        Run run = Scripts.run(evaluator().fail("nslookup"), "nslookup a four || echo [${a}]");
        assertThat(run.console()).isEqualTo("[]\n");
        assertThat(Scripts.steps(run))
                .containsExactly("nslookup a four: failed", "Could not resolve four: No such device or address");
    }

    @Test
    void findsNoIpv6WithoutIt() {
        EvaluatorBuilder old = evaluator().profile(Scripts.WHOLE.without(Feature.NET_PROTO_IPV6));
        assertThat(Scripts.run(old, "nslookup a six || echo none", "nslookup a four && echo ${a}")
                        .console())
                .isEqualTo("none\n10.1.2.3\n");
    }

    @Test
    void saysWhatItCannotStore() {
        assertThat(Scripts.steps(Scripts.run(evaluator(), "nslookup smbios/x four || nslookup a:no four ||")))
                .contains("Could not store \"x\": Operation not supported", "\"a:no\": invalid setting");
    }

    @Test
    void refusesAddressesThatAreNone() {
        assertThatThrownBy(() -> Evaluator.builder().resolves("h", "300.1.1.1"))
                .hasMessage("address: 300.1.1.1 (expected: an IPv4 or IPv6 address such as 192.0.2.1)");
    }
}
