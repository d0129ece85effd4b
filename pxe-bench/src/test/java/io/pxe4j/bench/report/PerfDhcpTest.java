package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PerfDhcpTest {
    private static final String HEAD =
            "Running: perfdhcp -4 -r 8000 -R 50000 -p 5 -l vc 10.88.0.1\nScenario: basic.\n***Rate statistics***\n";

    @Test
    void readsTheExchangeOfFourPackets() {
        String output = HEAD + """
                ***Statistics for: DISCOVER-OFFER***
                sent packets: 40000
                received packets: 39900
                drops: 100
                drops ratio: 0.25 %
                orphans: 0

                min delay: 0.08 ms
                avg delay: 0.35 ms
                max delay: 9.1 ms

                ***Statistics for: REQUEST-ACK***
                sent packets: 39900
                received packets: 39880
                drops: 20
                drops ratio: 0.0501253 %

                avg delay: 1.2e-01 ms
                """;

        assertThat(PerfDhcp.parse(output)).isEqualTo(new PerfDhcp(39_880, 0.25, 0.12));
    }

    @Test
    void readsAServerThatIsSilent() {
        String output = HEAD + """
                ***Statistics for: DISCOVER-OFFER***
                sent packets: 199
                received packets: 0
                drops: 199
                drops ratio: 100 %

                min delay: inf ms
                avg delay: min delay: n/a
                avg delay: n/a

                ***Statistics for: REQUEST-ACK***
                sent packets: 0
                received packets: 0
                drops: 0
                drops ratio: -nan %

                avg delay: min delay: n/a
                """;

        assertThat(PerfDhcp.parse(output)).isEqualTo(new PerfDhcp(0, 100, 0));
    }

    @Test
    void takesNoOutputForNoAnswer() {
        assertThat(PerfDhcp.parse("")).isEqualTo(new PerfDhcp(0, 100, 0));
        assertThat(PerfDhcp.parse("drops ratio: - %\nreceived packets: 0")).isEqualTo(new PerfDhcp(0, 100, 0));
    }

    @Test
    void offersAloneCountAsExchanges() {
        assertThat(PerfDhcp.parse("received packets: 800\ndrops ratio: 0 %\navg delay: 0.5 ms"))
                .isEqualTo(new PerfDhcp(800, 0, 0.5));
    }
}
