using System.ComponentModel.DataAnnotations;

namespace StudioApp.Data.Sqlite;

public sealed class SqliteOptions
{
    /// <summary>The section of the configuration that hosts bind it from.</summary>
    public const string Section = "Sqlite";

    /// <summary>The database's file in the data folder.</summary>
    [RegularExpression(@"[\w\-]+(\.[\w\-]+)*", ErrorMessage = "Sqlite:FileName must be a plain file name, such as studio.db.")]
    public string FileName { get; set; } = "studio.db";

    /// <summary>How long a statement waits for another process that writes, such as a backup.</summary>
    [Range(1, 600, ErrorMessage = "Sqlite:BusyTimeoutSeconds must be 1 to 600.")]
    public int BusyTimeoutSeconds { get; set; } = 30;
}
