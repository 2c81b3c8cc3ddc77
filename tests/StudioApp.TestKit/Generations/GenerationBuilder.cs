using StudioApp.Core.Generations;
using StudioApp.Core.People;
using StudioApp.Core.Pictures;

namespace StudioApp.TestKit.Generations;

/// <summary>A queued generation; a test names only what it is about.</summary>
public sealed class GenerationBuilder
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private string _prompt = "a fox moving right in the forest at sunset";
    private string _model = "lantern";
    private int _seconds = 5;
    private PictureId? _picture;
    private double? _strength;
    private PersonId _owner = PersonId.Local;
    private GenerationPriority _priority = GenerationPriority.Normal;
    private DateTimeOffset _createdAt = Noon;

    public GenerationBuilder WithPrompt(string prompt)
    {
        _prompt = prompt;
        return this;
    }

    public GenerationBuilder WithModel(string model)
    {
        _model = model;
        return this;
    }

    public GenerationBuilder WithSeconds(int seconds)
    {
        _seconds = seconds;
        return this;
    }

    public GenerationBuilder StartingFrom(PictureId picture, double? strength = null)
    {
        (_picture, _strength) = (picture, strength);
        return this;
    }

    public GenerationBuilder By(string person)
    {
        _owner = new PersonId(person);
        return this;
    }

    public GenerationBuilder WithPriority(GenerationPriority priority)
    {
        _priority = priority;
        return this;
    }

    public GenerationBuilder CreatedAt(DateTimeOffset moment)
    {
        _createdAt = moment;
        return this;
    }

    public Generation Build() => Generation.Queue(
        new GenerationSettings
        {
            Prompt = _prompt,
            NegativePrompt = "blurry",
            Model = _model,
            Seconds = _seconds,
            Seed = 42,
            Steps = 12,
            Guidance = 4.5,
            Aspect = AspectRatio.Square,
            StartPicture = _picture,
            Strength = _strength,
        },
        _owner, _priority, _createdAt);
}
