package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.limits.TftpLimits;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TftpLimitOptionsTest {
    @Command
    private static final class Limited {
        @Mixin
        private TftpLimitOptions limits;
    }

    @Test
    void anAddressThatMayHaveMoreTransfersThanItsNetworkLiftsTheNetworksLimit() {
        TftpLimits limits = read("--max-transfers-per-client", "9000");

        assertThat(limits.maxTransfersPerAddress()).isEqualTo(9000);
        assertThat(limits.maxTransfersPerPrefix()).isEqualTo(9000);
    }

    @Test
    void aNetworkKeepsItsLimitWhereAnAddressMayHaveFewer() {
        TftpLimits limits = read("--max-transfers-per-client", "3");

        assertThat(limits.maxTransfersPerAddress()).isEqualTo(3);
        assertThat(limits.maxTransfersPerPrefix()).isEqualTo(TftpLimits.DEFAULT.maxTransfersPerPrefix());
    }

    @Test
    void theDefaultsAreTheLibrarys() {
        assertThat(read().maxTransfers()).isEqualTo(TftpLimits.DEFAULT.maxTransfers());
        assertThat(read().maxTransfersPerAddress()).isEqualTo(TftpLimits.DEFAULT.maxTransfersPerAddress());
        assertThat(read().maxTransfersPerPrefix()).isEqualTo(TftpLimits.DEFAULT.maxTransfersPerPrefix());
    }

    private static TftpLimits read(String... arguments) {
        Limited command = new Limited();
        new CommandLine(command).parseArgs(arguments);
        return command.limits.read();
    }
}
