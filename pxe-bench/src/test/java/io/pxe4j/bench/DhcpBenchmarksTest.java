package io.pxe4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DhcpBenchmarksTest {
    @ParameterizedTest
    @EnumSource
    void anExchangeEndsOnEachStore(LeaseStores.Kind kind) throws Exception {
        LeaseExchangeBenchmark benchmark = new LeaseExchangeBenchmark();
        benchmark.store = kind;
        benchmark.machines = 16;
        benchmark.start();
        try {
            long before = benchmark.exchange();
            for (int i = 0; i < 100; i++) {
                benchmark.exchange();
            }
            assertThat(benchmark.exchange()).isGreaterThan(before + 100);
        } finally {
            benchmark.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExchangeOverSocketsEndsInEachRole(DhcpServerBenchmark.Role role) throws Exception {
        DhcpServerBenchmark benchmark = new DhcpServerBenchmark();
        benchmark.role = role;
        benchmark.machines = 32;
        benchmark.start();
        try {
            for (int i = 0; i < 100; i++) {
                assertThat(benchmark.exchange()).isGreaterThanOrEqualTo(300);
            }
        } finally {
            benchmark.stop();
        }
    }

    @Test
    void theOfferTellsIpxeItsScript() {
        ProxyExchangeBenchmark benchmark = new ProxyExchangeBenchmark();
        benchmark.makeRequest();
        try {
            assertThat(benchmark.exchange()).isGreaterThanOrEqualTo(300);
        } finally {
            benchmark.freeRequest();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachClientGetsAnOack(TftpNegotiationBenchmark.Asking client) {
        TftpNegotiationBenchmark benchmark = new TftpNegotiationBenchmark();
        benchmark.client = client;
        benchmark.makeRequest();
        try {
            assertThat(benchmark.negotiate()).isBetween(20, 60);
        } finally {
            benchmark.freeRequest();
        }
    }
}
