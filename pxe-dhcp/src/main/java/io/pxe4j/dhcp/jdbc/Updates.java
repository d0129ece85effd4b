package io.pxe4j.dhcp.jdbc;

import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

/** The SQL that writes: each statement says what it expects to find, so that the database decides every race. */
final class Updates {
    private static final String CHANGING =
            "state = ?, ends = ?, version = ?, hardware_address = ?, client_identifier = ?,"
                    + " host_name = ?, vendor_class = ?, relay_information = ?, last_seen = ?";
    private static final String IS_HOLDER = " AND COALESCE(client, declined_by) = ?";

    private static final String REMOVE = "DELETE FROM pxe4j_lease WHERE address = ? AND version = ?" + IS_HOLDER;
    private static final String EXTEND = "UPDATE pxe4j_lease SET ends = ?, version = version + 1, last_seen = ?"
            + " WHERE address = ? AND version = ? AND client = ?";
    private static final String RENEW =
            "UPDATE pxe4j_lease SET " + CHANGING + " WHERE address = ? AND version = ? AND client = ?";
    private static final String TAKE = "UPDATE pxe4j_lease SET network = ?, client = ?, declined_by = ?, " + CHANGING
            + " WHERE address = ? AND version = ?" + IS_HOLDER + " AND NOT EXISTS"
            + " (SELECT 1 FROM pxe4j_lease other WHERE other.network = ? AND other.client = ? AND other.address <> ?)";
    private static final String CREATE =
            "INSERT INTO pxe4j_lease (" + LeaseColumns.ALL + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private Updates() {}

    /** Does all of them, which are in order by kind, and settles each; the transaction stays open. */
    static void run(Session session, List<Write> writes) throws SQLException {
        int from = 0;
        while (from < writes.size()) {
            Write.Kind kind = writes.get(from).kind;
            int to = from + 1;
            while (to < writes.size() && writes.get(to).kind == kind) {
                to++;
            }
            runKind(session, kind, writes.subList(from, to));
            from = to;
        }
    }

    private static void runKind(Session session, Write.Kind kind, List<Write> writes) throws SQLException {
        PreparedStatement statement = session.prepare(sql(session, kind));
        if (writes.size() == 1) {
            bind(statement, writes.get(0));
            settle(session, writes.get(0), statement.executeUpdate());
            return;
        }
        try {
            for (Write write : writes) {
                bind(statement, write);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                settle(session, writes.get(i), counts[i]);
            }
        } finally {
            // A driver that failed on the way may keep the rest.
            statement.clearBatch();
        }
    }

    private static void settle(Session session, Write write, int count) throws SQLException {
        if (count == Statement.SUCCESS_NO_INFO) {
            // Drivers that make one statement of many cannot say which of them found its row.
            boolean stored = Queries.byAddress(session, write.next.address())
                    .filter(write.next::equals)
                    .isPresent();
            write.settle(stored != (write.kind == Write.Kind.REMOVE));
        } else {
            write.settle(count == 1);
        }
    }

    private static String sql(Session session, Write.Kind kind) {
        return switch (kind) {
            case REMOVE -> REMOVE;
            case EXTEND -> EXTEND;
            case RENEW -> RENEW;
            case TAKE -> TAKE;
            case CREATE -> CREATE + session.dialect().insertEnding();
        };
    }

    private static void bind(PreparedStatement statement, Write write) throws SQLException {
        switch (write.kind) {
            case REMOVE -> bindExpected(statement, 1, write.expected);
            case EXTEND -> bindExpected(statement, LeaseColumns.bindTimes(statement, 1, write.next), write.expected);
            case RENEW -> bindExpected(statement, LeaseColumns.bindChanging(statement, 1, write.next), write.expected);
            case TAKE -> bindTake(statement, write);
            case CREATE -> LeaseColumns.bindAll(statement, 1, write.next);
        }
    }

    private static void bindTake(PreparedStatement statement, Write write) throws SQLException {
        int at = LeaseColumns.bindOwner(statement, 1, write.next);
        at = LeaseColumns.bindChanging(statement, at, write.next);
        at = bindExpected(statement, at, write.expected);
        statement.setString(at++, EscapedText.write(write.next.network()));
        if (write.next.state() == LeaseState.DECLINED) {
            // Nobody's record stands in the way of one that is nobody's.
            statement.setNull(at++, Types.VARCHAR);
        } else {
            statement.setString(at++, LeaseColumns.text(write.next.client()));
        }
        statement.setLong(at, LeaseColumns.number(write.next.address()));
    }

    private static int bindExpected(PreparedStatement statement, int at, Lease expected) throws SQLException {
        statement.setLong(at++, LeaseColumns.number(expected.address()));
        statement.setLong(at++, expected.version());
        statement.setString(at++, LeaseColumns.text(expected.client()));
        return at;
    }
}
