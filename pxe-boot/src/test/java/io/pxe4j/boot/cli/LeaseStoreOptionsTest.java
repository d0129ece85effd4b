package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.boot.BootException;
import io.pxe4j.dhcp.engine.InMemoryLeaseStore;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class LeaseStoreOptionsTest {
    @TempDir
    Path directory;

    @Command(name = "test")
    static final class Host implements Callable<Integer> {
        @Mixin
        private LeaseStoreOptions options;

        @Override
        public Integer call() {
            return 0;
        }
    }

    private static LeaseStoreOptions options(String... arguments) {
        Host host = new Host();
        new CommandLine(host).parseArgs(arguments);
        return host.options;
    }

    @Test
    void keepsLeasesInMemoryUnlessTold() throws Exception {
        try (OpenLeaseStore open = options().open()) {
            assertThat(open.store()).isInstanceOf(InMemoryLeaseStore.class);
            assertThat(open.words()).isEmpty();
        }
    }

    @Test
    void opensADatabaseAndClosesItOnce() throws Exception {
        Path file = directory.resolve("leases.db");
        try (OpenLeaseStore open =
                options("--lease-store", "jdbc:sqlite:" + file).open()) {
            assertThat(open.store()).isInstanceOf(JdbcLeaseStore.class);
            assertThat(open.words()).contains("leases in jdbc:sqlite:" + file);
            assertThat(file).exists();
            open.close();
        }
    }

    @Test
    void refusesWhatIsNoStore() {
        assertThatThrownBy(() -> options("--lease-store", "postgresql://db?password=geheim")
                        .check())
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("--lease-store postgresql://db?password=... cannot be used: give memory");
    }

    @Test
    void saysWhichDriverIsMissing() {
        assertThatThrownBy(() -> options("--lease-store", "jdbc:nosuch://db/x?password=geheim")
                        .open())
                .isInstanceOf(BootException.class)
                .hasMessage(
                        "There is no driver for jdbc:nosuch here: use jdbc:sqlite or jdbc:postgresql, or put a driver's"
                                + " jar on the class path.");
    }

    @Test
    void saysThatTheDatabaseCannotBeOpened() {
        String url = "jdbc:sqlite:" + directory.resolve("none/leases.db");
        assertThatThrownBy(() -> options("--lease-store", url).open())
                .isInstanceOf(BootException.class)
                .hasMessageStartingWith("Cannot open the lease database: ")
                .hasMessageEndingWith(". Check --lease-store " + url + ".");
    }

    @Test
    void neverTellsAPassword() throws Exception {
        // Nobody listens on the discard port of loopback.
        String url = "jdbc:postgresql://127.0.0.1:9/dhcp?user=dhcp&password=geheim&connectTimeout=1";
        assertThatThrownBy(() -> options("--lease-store", url).open())
                .isInstanceOf(BootException.class)
                .hasMessageContaining("user=dhcp&password=...&connectTimeout=1")
                .hasMessageNotContaining("geheim");

        Path password = Files.writeString(directory.resolve("password"), "geheim\nnot this\n");
        for (LeaseStoreOptions options : new LeaseStoreOptions[] {
            options("--lease-store", "jdbc:postgresql://127.0.0.1:9/dhcp", "--lease-store-password-file=" + password),
            options("--lease-store", "jdbc:postgresql://127.0.0.1:9/dhcp")
        }) {
            assertThatThrownBy(() -> options.open(Map.of(LeaseStoreOptions.PASSWORD_VARIABLE, "geheim")))
                    .isInstanceOf(BootException.class)
                    .hasMessageNotContaining("geheim");
        }
    }

    @Test
    void saysThatThePasswordFileIsMissing() {
        Path none = directory.resolve("none");
        assertThatThrownBy(() -> options(
                                "--lease-store=jdbc:sqlite:" + directory.resolve("leases.db"),
                                "--lease-store-password-file=" + none)
                        .open())
                .isInstanceOf(BootException.class)
                .hasMessage("The password file " + none + " cannot be read: write the password into its first line.");
    }

    @Test
    void hidesEveryFormOfPassword() {
        assertThat(Secrets.hide("jdbc:x://me:geheim@host/db?a=b")).isEqualTo("jdbc:x://me:...@host/db?a=b");
        assertThat(Secrets.hide("jdbc:h2:mem:a;USER=sa;PASSWORD=geheim;MODE=x"))
                .isEqualTo("jdbc:h2:mem:a;USER=sa;PASSWORD=...;MODE=x");
        assertThat(Secrets.hide("jdbc:x:y?pass=a&passwd=b c")).isEqualTo("jdbc:x:y?pass=...&passwd=... c");
        assertThat(Secrets.hide("jdbc:sqlite:/var/lib/leases.db")).isEqualTo("jdbc:sqlite:/var/lib/leases.db");
    }
}
