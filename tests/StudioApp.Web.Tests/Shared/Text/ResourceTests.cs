using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StudioApp.Web.Tests.Shared.Text;

/// <summary>Every text that a person sees exists in every language.</summary>
public sealed partial class ResourceTests
{
    public static TheoryData<string> Resources() => [.. SourceTree.Web("*.resx").Where(f => !f.Name.Contains(".zh-Hans.", StringComparison.Ordinal)).Select(SourceTree.NameOf)];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Keys_ExistInBothLanguages_WithTheSamePlaceholders(string path)
    {
        var english = Load(path);
        var chinese = Load(path.Replace(".resx", ".zh-Hans.resx", StringComparison.Ordinal));

        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(chinese[text.Key])));
        Assert.All(english.Concat(chinese), text => Assert.NotEqual("", text.Value.Trim()));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Chinese_IsNotLeftInEnglish(string path)
    {
        var english = Load(path);
        var chinese = Load(path.Replace(".resx", ".zh-Hans.resx", StringComparison.Ordinal));

        // names, keys of the keyboard and formats are the same in both
        var left = english.Where(e => e.Value.Count(char.IsAsciiLetter) > 12 && chinese[e.Key] == e.Value).Select(e => e.Key);

        Assert.Empty(left);
    }

    [Fact]
    public void KeysThatTheCodeAsksFor_Exist()
    {
        var files = SourceTree.Web("*.resx").Where(f => !f.Name.Contains(".zh-Hans.", StringComparison.Ordinal)).ToList();
        var texts = files.ToDictionary(f => Path.GetFileNameWithoutExtension(f.Name), f => Load(SourceTree.NameOf(f)));
        var missing = new List<string>();
        foreach (var file in SourceTree.Web("*.razor").Concat(SourceTree.Web("*.cs")))
        {
            var source = File.ReadAllText(file.FullName);
            // a component's code-behind or its markup names the localiser; both ask it
            var pair = source + ReadBeside(file);
            foreach (var (variable, marker) in Localiser().Matches(pair).Select(m => (Variable: m.Groups[2].Value, Marker: m.Groups[1].Value)).Distinct())
            {
                if (!texts.TryGetValue(marker, out var known))
                    missing.Add($"{SourceTree.NameOf(file)}: there is no {marker}.resx");
                else
                    missing.AddRange(KeysAskedOf(variable, source)
                        .Where(key => !known.ContainsKey(key))
                        .Select(key => $"{SourceTree.NameOf(file)}: {marker} has no '{key}'"));
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Markup_HasNoTextOfItsOwn()
    {
        var strays = SourceTree.Web("*.razor")
            .SelectMany(f => Literals(File.ReadAllText(f.FullName)).Select(text => $"{SourceTree.NameOf(f)}: {text}"));

        Assert.Empty(strays);
    }

    /// <summary>Words between tags, and in attributes that are read out or shown.</summary>
    private static IEnumerable<string> Literals(string razor)
    {
        var code = razor.IndexOf("@code {", StringComparison.Ordinal);
        var markup = Comment().Replace(code < 0 ? razor : razor[..code], "");
        markup = Svg().Replace(markup, "");
        var attributes = SpokenAttribute().Matches(markup).Select(m => m.Groups[1].Value);
        var between = markup.Split('\n')
            .Where(line => !line.TrimStart().StartsWith('@'))
            .SelectMany(line => Between().Matches(line).Select(m => m.Groups[1].Value));
        return attributes.Concat(between).Select(t => t.Trim()).Where(t => Word().IsMatch(t) && !KnownNames.Contains(t));
    }

    // names are the same in every language, and so is what stands on a key
    private static readonly HashSet<string> KnownNames = ["· StudioApp", "Ctrl", "Enter", "Esc", "models/lantern/model_index.json"];

    // Text["Key"], Text["Key", argument], Text[this ? "Key" : "Other"]; not Text["Prefix" + something]
    private static IEnumerable<string> KeysAskedOf(string localiser, string source) =>
        Regex.Matches(source, $@"(?<![\w.]){localiser}\[(?:[^\[\]""]*\?\s*""(?<key>[^""]+)""\s*:\s*)?""(?<key>[^""]+)""[\],]")
            .SelectMany(m => m.Groups["key"].Captures)
            .Select(c => c.Value);

    private static string ReadBeside(FileInfo file) => file.FullName switch
    {
        var path when path.EndsWith(".razor.cs", StringComparison.Ordinal) => File.ReadAllText(path[..^3]),
        var path when path.EndsWith(".razor", StringComparison.Ordinal) && File.Exists(path + ".cs") => File.ReadAllText(path + ".cs"),
        _ => "",
    };

    private static Dictionary<string, string> Load(string path) => XDocument.Parse(SourceTree.Read(path)).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(m => m.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localiser();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();

    [GeneratedRegex(@"(?:aria-label|placeholder|title|alt|Title|Label|Tip|Aside)=""([^""@][^""]*)""")]
    private static partial Regex SpokenAttribute();

    [GeneratedRegex(@">([^<>@{}()]+)<")]
    private static partial Regex Between();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
