package io.pxe4j.dhcp.jdbc;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseDetails;
import io.pxe4j.dhcp.engine.LeaseState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lease as the columns of a row. */
final class LeaseColumns {
    /** In the order of {@link #read}. */
    static final String ALL =
            "address, network, client, declined_by, state, ends, version, hardware_address, client_identifier,"
                    + " host_name, vendor_class, relay_information, last_seen";

    private static final HexFormat HEX = HexFormat.of();

    private LeaseColumns() {}

    /** The address as the unsigned number that it is, so that ranges count upwards. */
    static long number(Ip4 address) {
        return address.bits() & 0xffff_ffffL;
    }

    static String text(ClientKey client) {
        return EscapedText.write(client.text());
    }

    /** Binds all columns from parameter {@code at} on; gives the parameter after them. */
    static int bindAll(PreparedStatement statement, int at, Lease lease) throws SQLException {
        statement.setLong(at, number(lease.address()));
        return bindChanging(statement, bindOwner(statement, at + 1, lease), lease);
    }

    /** Binds {@code network}, {@code client} and {@code declined_by}. */
    static int bindOwner(PreparedStatement statement, int at, Lease lease) throws SQLException {
        boolean declined = lease.state() == LeaseState.DECLINED;
        String client = text(lease.client());
        statement.setString(at++, EscapedText.write(lease.network()));
        // The unique index is on this column, and takes no notice of NULL: a declined address is not its client's.
        bind(statement, at++, declined ? null : client);
        bind(statement, at++, declined ? client : null);
        return at;
    }

    /** Binds what a renewal may change: from {@code state} on. */
    static int bindChanging(PreparedStatement statement, int at, Lease lease) throws SQLException {
        LeaseDetails details = lease.details();
        statement.setString(at++, letter(lease.state()));
        statement.setLong(at++, lease.ends().getEpochSecond());
        statement.setLong(at++, lease.version());
        statement.setString(at++, details.hardwareAddress().toString());
        bind(statement, at++, details.clientIdentifier().map(id -> HEX.formatHex(id.toBytes())));
        bind(statement, at++, details.hostName().map(EscapedText::write));
        bind(statement, at++, details.vendorClass().map(EscapedText::write));
        bind(statement, at++, details.relayInformation().map(relay -> HEX.formatHex(relay.toBytes())));
        statement.setLong(at++, details.lastSeen().getEpochSecond());
        return at;
    }

    /** Binds {@code ends} and {@code last_seen}. */
    static int bindTimes(PreparedStatement statement, int at, Lease lease) throws SQLException {
        statement.setLong(at, lease.ends().getEpochSecond());
        statement.setLong(at + 1, lease.details().lastSeen().getEpochSecond());
        return at + 2;
    }

    private static void bind(PreparedStatement statement, int at, Optional<String> value) throws SQLException {
        bind(statement, at, value.orElse(null));
    }

    private static void bind(PreparedStatement statement, int at, @Nullable String value) throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.VARCHAR);
        } else {
            statement.setString(at, value);
        }
    }

    /** Reads the current row. */
    static Lease read(ResultSet row) throws SQLException {
        String client = row.getString(3);
        String declinedBy = row.getString(4);
        String holder = EscapedText.read(client == null ? declinedBy : client);
        String network = EscapedText.read(row.getString(2));
        String hardware = row.getString(8);
        if (holder == null || network == null || hardware == null) {
            throw new SQLException(
                    "Lease of " + new Ip4((int) row.getLong(1)) + " lacks client, network or hardware address");
        }
        LeaseDetails details = new LeaseDetails(
                hardwareAddress(hardware),
                octets(row.getString(9)).map(LeaseColumns::clientIdentifier),
                Optional.ofNullable(EscapedText.read(row.getString(10))),
                Optional.ofNullable(EscapedText.read(row.getString(11))),
                octets(row.getString(12)).map(RelayAgentInformation::of),
                Instant.ofEpochSecond(row.getLong(13)));
        return new Lease(
                new Ip4((int) row.getLong(1)),
                network,
                new ClientKey(holder),
                state(row.getString(5)),
                Instant.ofEpochSecond(row.getLong(6)),
                details,
                row.getLong(7));
    }

    static String letter(LeaseState state) {
        return switch (state) {
            case ACTIVE -> "A";
            case RELEASED -> "R";
            case DECLINED -> "D";
        };
    }

    private static LeaseState state(@Nullable String letter) throws SQLException {
        for (LeaseState state : LeaseState.values()) {
            if (letter(state).equals(letter)) {
                return state;
            }
        }
        throw new SQLException("Lease state: " + letter + " (expected: A, R or D)");
    }

    private static Optional<byte[]> octets(@Nullable String hex) {
        return hex == null ? Optional.empty() : Optional.of(HEX.parseHex(hex));
    }

    private static ClientIdentifier clientIdentifier(byte[] octets) {
        return ClientIdentifier.of(octets[0] & 0xff, Arrays.copyOfRange(octets, 1, octets.length));
    }

    /** {@link HardwareAddress#toString} backwards. */
    private static HardwareAddress hardwareAddress(String text) {
        int slash = text.indexOf('/');
        int type = slash < 0 ? HardwareAddress.ETHERNET : Integer.parseInt(text, 0, slash, 10);
        byte[] octets = new byte[(text.length() - slash) / 3];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) Integer.parseInt(text, slash + 1 + 3 * i, slash + 3 + 3 * i, 16);
        }
        return HardwareAddress.of(type, octets);
    }
}
