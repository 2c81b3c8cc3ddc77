using System.Diagnostics.CodeAnalysis;

namespace StudioApp.Core.Outcomes;

/// <summary>Either a value or the <see cref="StudioError"/> that stands in its way. Bugs and broken I/O throw instead.</summary>
public readonly record struct Outcome<T>
{
    private Outcome(T? value, StudioError? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public StudioError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(StudioError error) => new(default, error);

    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Succeeded ? next(Value) : Error;
}
