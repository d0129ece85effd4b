package io.pxe4j.testkit.lease;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javax.sql.DataSource;

/** A database whose connections fail, break or hang where a test wants it. */
final class FaultyDatabase extends Database {
    enum Step {
        CONNECT,
        PREPARE,
        EXECUTE,
        COMMIT
    }

    enum Fault {
        NONE,
        /** It is not done, and the driver says so. */
        ERROR,
        /** It is not done, and the connection is lost. */
        LOST_BEFORE,
        /** It is done, and the connection is lost before the answer. */
        LOST_AFTER,
        /** Nothing happens until the connection is aborted, or {@link #release} is called. */
        HANG
    }

    private final DataSource real;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile Function<Step, Fault> plan = step -> Fault.NONE;

    FaultyDatabase(DataSource real) {
        super("");
        this.real = real;
    }

    void plan(Function<Step, Fault> plan) {
        this.plan = plan;
    }

    void awaitHanging() throws InterruptedException {
        reached.await();
    }

    /** What hangs goes on, as if nothing had been. */
    void release() {
        CountDownLatch old = hanging;
        hanging = new CountDownLatch(1);
        old.countDown();
    }

    /** Breaks all connections that are open. */
    void breakAll() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
    }

    /** What each open connection answers. */
    List<String> ask(String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        for (Connection connection : open) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    private interface Call {
        Object run() throws SQLException;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection[] made = new Connection[1];
        return (Connection) run(Step.CONNECT, () -> {}, () -> {
            made[0] = real.getConnection();
            open.add(made[0]);
            return proxy(Connection.class, new OnConnection(made[0]));
        });
    }

    private Object run(Step step, SqlRunnable lose, Call call) throws SQLException {
        switch (plan.apply(step)) {
            case NONE:
                return call.run();
            case ERROR:
                throw new SQLException("injected error at " + step, "HY000");
            case LOST_BEFORE:
                lose.run();
                throw new SQLException("injected loss before " + step, "08006");
            case LOST_AFTER:
                call.run();
                lose.run();
                throw new SQLException("injected loss after " + step, "08006");
            default:
                CountDownLatch until = hanging;
                reached.countDown();
                try {
                    until.await();
                } catch (InterruptedException e) {
                    throw new SQLException(e);
                }
                return call.run();
        }
    }

    private interface SqlRunnable {
        void run() throws SQLException;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object... arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class OnConnection implements InvocationHandler {
        private final Connection connection;

        OnConnection(Connection connection) {
            this.connection = connection;
        }

        private void lose() throws SQLException {
            open.remove(connection);
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.close();
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "prepareStatement":
                    return run(
                            Step.PREPARE,
                            this::lose,
                            () -> proxy(PreparedStatement.class, new OnStatement(this, (PreparedStatement)
                                    FaultyDatabase.invoke(connection, method, arguments))));
                case "commit":
                    return run(Step.COMMIT, this::lose, () -> FaultyDatabase.invoke(connection, method, arguments));
                case "abort":
                    release();
                    return null;
                case "close":
                    open.remove(connection);
                    return FaultyDatabase.invoke(connection, method, arguments);
                case "equals":
                    return proxy == arguments[0];
                default:
                    return FaultyDatabase.invoke(connection, method, arguments);
            }
        }
    }

    private final class OnStatement implements InvocationHandler {
        private final OnConnection owner;
        private final PreparedStatement statement;

        OnStatement(OnConnection owner, PreparedStatement statement) {
            this.owner = owner;
            this.statement = statement;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return method.getName().startsWith("execute")
                    ? run(Step.EXECUTE, owner::lose, () -> FaultyDatabase.invoke(statement, method, arguments))
                    : FaultyDatabase.invoke(statement, method, arguments);
        }
    }
}
