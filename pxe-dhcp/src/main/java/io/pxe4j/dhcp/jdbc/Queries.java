package io.pxe4j.dhcp.jdbc;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.Lease;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The SQL that reads. */
final class Queries {
    private static final String SELECT = "SELECT " + LeaseColumns.ALL + " FROM pxe4j_lease";
    // Statements are prepared for these numbers of keys only; what is left over is filled with a repeated one.
    private static final int[] SIZES = {1, 8, 64};

    private Queries() {}

    static Optional<Lease> byAddress(Session session, Ip4 address) throws SQLException {
        List<Lease> found = new ArrayList<>(1);
        byAddress(session, Set.of(address), found::add);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    static void byAddress(Session session, Set<Ip4> addresses, Consumer<Lease> to) throws SQLException {
        Iterator<Ip4> left = addresses.iterator();
        for (int open = addresses.size(); open > 0; ) {
            int size = size(open);
            PreparedStatement statement = session.prepare(SELECT + " WHERE address IN " + marks(size));
            long address = 0;
            for (int i = 1; i <= size; i++) {
                address = left.hasNext() ? LeaseColumns.number(left.next()) : address;
                statement.setLong(i, address);
            }
            read(statement, to);
            open -= size;
        }
    }

    static void byClient(Session session, String network, Set<ClientKey> clients, Consumer<Lease> to)
            throws SQLException {
        Iterator<ClientKey> left = clients.iterator();
        for (int open = clients.size(); open > 0; ) {
            int size = size(open);
            PreparedStatement statement = session.prepare(SELECT + " WHERE network = ? AND client IN " + marks(size));
            statement.setString(1, EscapedText.write(network));
            String client = "";
            for (int i = 2; i <= size + 1; i++) {
                client = left.hasNext() ? LeaseColumns.text(left.next()) : client;
                statement.setString(i, client);
            }
            read(statement, to);
            open -= size;
        }
    }

    static List<Lease> between(Session session, Ip4 first, Ip4 last, int limit) throws SQLException {
        PreparedStatement statement =
                session.prepare(SELECT + " WHERE address BETWEEN ? AND ? ORDER BY address LIMIT ?");
        statement.setLong(1, LeaseColumns.number(first));
        statement.setLong(2, LeaseColumns.number(last));
        statement.setInt(3, limit);
        List<Lease> found = new ArrayList<>();
        read(statement, found::add);
        return found;
    }

    static long countTaken(Session session, String network, Instant now) throws SQLException {
        PreparedStatement statement =
                session.prepare("SELECT COUNT(*) FROM pxe4j_lease WHERE network = ? AND state <> 'R' AND ends > ?");
        statement.setString(1, EscapedText.write(network));
        statement.setLong(2, now.getEpochSecond());
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void all(Session session, Consumer<Lease> to) throws SQLException {
        read(session.prepare(SELECT), to);
    }

    private static void read(PreparedStatement statement, Consumer<Lease> to) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                to.accept(LeaseColumns.read(rows));
            }
        }
    }

    private static int size(int open) {
        for (int size : SIZES) {
            if (open <= size) {
                return size;
            }
        }
        return SIZES[SIZES.length - 1];
    }

    private static String marks(int count) {
        return "(" + "?, ".repeat(count - 1) + "?)";
    }
}
