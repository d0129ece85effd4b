package io.pxe4j.boot.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** SIGUSR1, by which an administrator asks a running server for its counters. Only where the JDK offers signals. */
final class UserSignal {
    private UserSignal() {}

    /** Runs that on each SIGUSR1; returns whether the system has it. */
    static boolean onUser1(Runnable action) {
        try {
            // By reflection: sun.misc is not part of Java, and a JDK without it runs the rest.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invocation = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                }
                return null;
            };
            Object handling = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, invocation);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("USR1"), handling);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
