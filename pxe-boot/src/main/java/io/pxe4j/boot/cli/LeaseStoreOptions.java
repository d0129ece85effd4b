package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.dhcp.engine.InMemoryLeaseStore;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStore;
import io.pxe4j.dhcp.jdbc.LeaseStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where leases are kept, as several commands take it. */
final class LeaseStoreOptions {
    static final String PASSWORD_VARIABLE = "PXE_BOOT_LEASE_STORE_PASSWORD";
    private static final String MEMORY = "memory";
    private static final String JDBC = "jdbc:";
    private static final String SQLITE = "jdbc:sqlite:";

    @Option(
            names = "--lease-store",
            paramLabel = "memory|jdbc:URL",
            defaultValue = MEMORY,
            description = "Where leases are kept. memory: a restart forgets them. jdbc:sqlite:FILE: beside this server."
                    + " jdbc:postgresql://HOST/DB?user=NAME: several servers may share it. Default: ${DEFAULT-VALUE}.")
    private String leaseStore = "";

    @Option(
            names = "--lease-store-password-file",
            paramLabel = "FILE",
            description = "Its first line is the database's password. Default: the environment variable "
                    + PASSWORD_VARIABLE + ", if it is set.")
    private @Nullable Path passwordFile;

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private LeaseStoreOptions() {}

    /** Refuses what is neither memory nor a JDBC URL, before anything starts. */
    void check() {
        if (!leaseStore.equals(MEMORY) && !leaseStore.startsWith(JDBC)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--lease-store " + Secrets.hide(leaseStore)
                            + " cannot be used: give memory, jdbc:sqlite:FILE or jdbc:postgresql://HOST/DB?user=NAME");
        }
    }

    /** Opens the store; blocks while a database is connected and its tables are made. */
    OpenLeaseStore open() {
        return open(System.getenv());
    }

    OpenLeaseStore open(Map<String, String> environment) {
        check();
        if (leaseStore.equals(MEMORY)) {
            return new OpenLeaseStore(InMemoryLeaseStore.create(), Optional.empty());
        }
        Properties properties = new Properties();
        password(environment).ifPresent(password -> properties.setProperty("password", password));
        try {
            JdbcLeaseStore store =
                    JdbcLeaseStore.builder(leaseStore, properties).open();
            return new OpenLeaseStore(store, Optional.of("leases in " + Secrets.hide(leaseStore)));
        } catch (LeaseStoreException e) {
            throw new BootException(explain(e), e);
        }
    }

    /** A store of the same make that is forgotten when it closes; a shared database is not bothered. */
    OpenLeaseStore rehearsal() throws IOException {
        if (!leaseStore.startsWith(SQLITE)) {
            return new OpenLeaseStore(InMemoryLeaseStore.create(), Optional.empty());
        }
        Path directory = Files.createTempDirectory("pxe-boot-rehearsal");
        JdbcLeaseStore store = JdbcLeaseStore.builder(SQLITE + directory.resolve("leases.db"), new Properties())
                .open();
        return new OpenLeaseStore(store, Optional.empty(), () -> delete(directory));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private Optional<String> password(Map<String, String> environment) {
        if (passwordFile == null) {
            return Optional.ofNullable(environment.get(PASSWORD_VARIABLE));
        }
        try {
            return Files.readAllLines(passwordFile).stream().findFirst();
        } catch (IOException e) {
            throw new BootException(
                    "The password file " + passwordFile + " cannot be read: write the password into its first line.",
                    e);
        }
    }

    private String explain(LeaseStoreException failure) {
        if (failure.getCause() instanceof SQLException cause
                && String.valueOf(cause.getMessage()).startsWith("No suitable driver")) {
            int end = leaseStore.indexOf(':', JDBC.length());
            return "There is no driver for " + (end < 0 ? leaseStore : leaseStore.substring(0, end))
                    + " here: use jdbc:sqlite or jdbc:postgresql, or put a driver's jar on the class path.";
        }
        String why = Secrets.hide(String.valueOf(failure.getMessage()))
                .replaceAll("\\s+", " ")
                .strip();
        return why + (why.endsWith(".") ? "" : ".") + " Check --lease-store " + Secrets.hide(leaseStore) + ".";
    }
}
