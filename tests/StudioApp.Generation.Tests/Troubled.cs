using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace StudioApp.Engine.Tests;

/// <summary>The real service, but for calls that <see cref="Trouble"/> answers with an exception.</summary>
public class Troubled<T> : DispatchProxy
    where T : class
{
    private T? _inner;

    /// <summary>Given the method's name; null lets the call through.</summary>
    public Func<string, Exception?> Trouble { get; private set; } = _ => null;

    public static void Replace(IServiceCollection services, Func<string, Exception?> trouble)
    {
        var real = services.Single(s => s.ServiceType == typeof(T));
        services.Remove(real);
        services.AddSingleton(provider =>
        {
            var proxy = Create<T, Troubled<T>>();
            var troubled = (Troubled<T>)(object)proxy;
            troubled._inner = (T)(real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!));
            troubled.Trouble = trouble;
            return proxy;
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (Trouble(targetMethod!.Name) is { } trouble)
            throw trouble;
        return targetMethod.Invoke(_inner, args);
    }
}
